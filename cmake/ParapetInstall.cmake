# Install rules and the package that find_package(parapet) reads.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_property(targets GLOBAL PROPERTY PARAPET_INSTALLED_TARGETS)
if(NOT targets)
  return()
endif()
install(TARGETS ${targets} EXPORT parapet-targets)
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
install(DIRECTORY secure_templates DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp"
        PATTERN "src" EXCLUDE)
get_property(templates GLOBAL PROPERTY PARAPET_TEMPLATES_parapet_secure_templates)
if(templates)
  install(DIRECTORY "${templates}/" DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
endif()

set(package "${CMAKE_INSTALL_LIBDIR}/cmake/parapet")
install(EXPORT parapet-targets NAMESPACE parapet:: DESTINATION ${package})
configure_package_config_file(cmake/parapet-config.cmake.in "${PROJECT_BINARY_DIR}/parapet-config.cmake"
                              INSTALL_DESTINATION ${package})
write_basic_package_version_file("${PROJECT_BINARY_DIR}/parapet-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/parapet-config.cmake" "${PROJECT_BINARY_DIR}/parapet-config-version.cmake"
              cmake/ParapetStack.cmake cmake/ParapetBindings.cmake cmake/ParapetCatalog.cmake
              cmake/ParapetModule.cmake DESTINATION ${package})
