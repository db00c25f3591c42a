# How the rooms under src/ become targets. A room exists as soon as its folder has a source, so that adding a file
# never means editing a CMake file.

# What every target of the project itself is compiled with; users of the installed package never see it.
function(parapet_own_flags target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>")
  # Places in messages and metadata are relative to the project, whatever folder it was cloned into.
  target_compile_options(${target} PRIVATE "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
  if(PROJECT_IS_TOP_LEVEL)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic $<$<BOOL:${PARAPET_WERROR}>:-Werror>)
  endif()
  parapet_fast_linker(${target})
endfunction()

# Links every named thing that exists: a room's short name, or a target or library from outside.
function(parapet_link target visibility)
  foreach(name IN LISTS ARGN)
    if(TARGET parapet_${name})
      target_link_libraries(${target} ${visibility} parapet_${name})
    elseif(TARGET ${name} OR NOT name MATCHES "^(core|graph|pipeline|schema|document|policy|guardrails|process|report|requirements|drafting|import|modules|organization|assembly|engine|init|aws|secure_templates)$")
      target_link_libraries(${target} ${visibility} ${name})
    endif()
  endforeach()
endfunction()

# What several sources of a room include is read once: a fresh build of the large rooms takes a fifth of the time. The release
# build goes without, so that a source which forgets an include of its own, or whose names collide with another's, is found.
function(parapet_unite target)
  if(PARAPET_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
  endif()
endfunction()

# parapet_library(<room> [INTERNAL] [SOURCES <folder>] [PUBLIC <room or target>...] [PRIVATE <target>...])
# An INTERNAL room is part of programs only and is not installed.
function(parapet_library room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "INTERNAL" "SOURCES" "PUBLIC;PRIVATE")
  if(NOT arg_SOURCES)
    set(arg_SOURCES "src/${room}")
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${arg_SOURCES}/*.cpp")
  # Templates of new projects are no part of the room that writes them.
  list(FILTER sources EXCLUDE REGEX "/src/init/project/")
  if(NOT sources)
    return()
  endif()
  add_library(parapet_${room} STATIC ${sources})
  add_library(parapet::${room} ALIAS parapet_${room})
  set_target_properties(parapet_${room} PROPERTIES EXPORT_NAME ${room})
  target_include_directories(parapet_${room} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                                                    "$<INSTALL_INTERFACE:include>")
  # Header-only, so nothing of them is left for whoever links the installed library.
  target_link_libraries(parapet_${room} PRIVATE "$<BUILD_INTERFACE:Boost::headers>"
                                                "$<BUILD_INTERFACE:nlohmann_json::nlohmann_json>")
  parapet_own_flags(parapet_${room})
  parapet_unite(parapet_${room})
  parapet_link(parapet_${room} PUBLIC ${arg_PUBLIC})
  parapet_link(parapet_${room} PRIVATE ${arg_PRIVATE})
  if(NOT arg_INTERNAL)
    set_property(GLOBAL APPEND PROPERTY PARAPET_INSTALLED_TARGETS parapet_${room})
  endif()
endfunction()

# parapet_data(<pattern> [<folder>]): what the command reads when it runs. It lies beside the program, in ../share/parapet, in the
# build tree as in the installed package.
function(parapet_data pattern)
  cmake_path(APPEND folder "share/parapet" "${ARGV1}")
  file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${pattern}")
  foreach(file IN LISTS files)
    cmake_path(GET file FILENAME name)
    configure_file("${file}" "${PROJECT_BINARY_DIR}/${folder}/${name}" COPYONLY)
  endforeach()
  if(PARAPET_INSTALL)
    install(FILES ${files} DESTINATION "${folder}")
  endif()
endfunction()

# parapet_data_tree(<source folder> <folder>): the same for everything in a folder, with its folders.
function(parapet_data_tree source folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/${source}" "${PROJECT_SOURCE_DIR}/${source}/*")
  foreach(file IN LISTS files)
    configure_file("${PROJECT_SOURCE_DIR}/${source}/${file}" "${PROJECT_BINARY_DIR}/share/parapet/${folder}/${file}" COPYONLY)
  endforeach()
  if(PARAPET_INSTALL)
    install(DIRECTORY "${source}/" DESTINATION "share/parapet/${folder}")
  endif()
endfunction()

# parapet_executable(<room> <program> [<room or target>...])
function(parapet_executable room program)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${room}/*.cpp")
  if(NOT sources)
    return()
  endif()
  # The program and the room of the command share the project's name, so the target is called after the room.
  add_executable(parapet_program_${room} ${sources})
  add_executable(parapet::${program} ALIAS parapet_program_${room})
  set_target_properties(parapet_program_${room} PROPERTIES OUTPUT_NAME ${program} EXPORT_NAME ${program}
                        RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
  target_link_libraries(parapet_program_${room} PRIVATE Boost::headers nlohmann_json::nlohmann_json)
  parapet_own_flags(parapet_program_${room})
  parapet_unite(parapet_program_${room})
  parapet_link(parapet_program_${room} PRIVATE ${ARGN})
  set_property(GLOBAL APPEND PROPERTY PARAPET_INSTALLED_TARGETS parapet_program_${room})
endfunction()

# The test kit for users is built where GoogleTest is found; it is the one room that needs it.
function(parapet_testing_library)
  find_package(GTest 1.12 QUIET)
  if(GTest_FOUND)
    parapet_library(testing PUBLIC core document GTest::gtest GTest::gmock PRIVATE fmt::fmt)
  elseif(PARAPET_BUILD_TESTS)
    message(FATAL_ERROR "PARAPET_BUILD_TESTS needs GoogleTest (libgtest-dev and libgmock-dev)")
  endif()
endfunction()

# Every folder below `parent` that has a CMakeLists.txt of its own.
function(parapet_add_folders parent)
  file(GLOB folders CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${parent}/*/CMakeLists.txt")
  foreach(listfile IN LISTS folders)
    cmake_path(GET listfile PARENT_PATH folder)
    add_subdirectory("${folder}")
  endforeach()
endfunction()

# tests/<room>/**/*_test.cpp are one program test_<room> and one ctest test; what is no such program (compile_fail,
# headers of bindings, ...) has a CMakeLists.txt of its own in its folder. So has a room with a catalog/ of its own, which calls
# parapet_test() with it.
function(parapet_tests)
  file(GLOB_RECURSE all CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/tests/*_test.cpp")
  set(rooms ${all})
  list(TRANSFORM rooms REPLACE "/.*" "")
  list(REMOVE_DUPLICATES rooms)
  foreach(room IN LISTS rooms)
    if(EXISTS "${PROJECT_SOURCE_DIR}/tests/${room}/catalog")
      continue()
    endif()
    set(sources ${all})
    list(FILTER sources INCLUDE REGEX "^${room}/")
    list(TRANSFORM sources PREPEND "${PROJECT_SOURCE_DIR}/tests/")
    parapet_test(${room} ${sources})
  endforeach()
  parapet_add_folders(tests)
endfunction()

# parapet_test(<room> [CATALOG <target>] <source>...)
# CATALOG is linked in place of the project's own catalog, and its examples are those in tests/<room>/examples.
function(parapet_test room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CATALOG" "")
  set(examples "tests/${room}/examples")
  if(NOT arg_CATALOG)
    # The organization knows the cloud of that catalog, and brings the catalog.
    set(arg_CATALOG organization secure_templates)
    set(examples tests/guardrails)
  endif()
  add_executable(test_${room} ${arg_UNPARSED_ARGUMENTS})
  parapet_own_flags(test_${room})
  # Sanitizers look at what is tested; to make them look at the tests as hard takes twice the time.
  target_compile_options(test_${room} PRIVATE ${PARAPET_TEST_OPTIONS})
  target_include_directories(test_${room} PRIVATE "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(test_${room} PRIVATE "PARAPET_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\""
                                                  "PARAPET_BINARY_DIR=\"${PROJECT_BINARY_DIR}\""
                                                  "PARAPET_EXAMPLES=\"${examples}\"")
  parapet_link(test_${room} PRIVATE testing import get graph pipeline init engine assembly modules drafting process requirements report ${arg_CATALOG} guardrails policy document schema core fmt::fmt re2
               GTest::gmock_main Boost::headers nlohmann_json::nlohmann_json ZLIB::ZLIB)
  add_test(NAME ${room} COMMAND test_${room} --gtest_brief=1 WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
endfunction()
