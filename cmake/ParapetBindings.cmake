# Typed C++ bindings for a Terraform provider.
#
#   parapet_bindings(<target> SCHEMA <file> [VERSION <version>] [PROVIDER <source>] [NAMESPACE <name>] [SHAPES_FROM <file>])
#
# makes the interface library <target>: link it, and `#include <random_/password.hpp>` gives `random_::password`, the
# configuration, and `random_::Password`, the resource. The headers are written into the build folder when the schema or
# the generator changes.
#
#   SCHEMA       output of `terraform providers schema -json` or `tofu providers schema -json`, plain or gzipped
#   VERSION      exact version of the provider, which goes into required_providers; a schema has none inside. Not needed
#                when the file is called <version>.schema.json, google-<version>.schema.json or .gz
#   PROVIDER     source such as hashicorp/random; needed when the schema has several providers
#   NAMESPACE    C++ namespace and folder of the headers; by default the provider's name (with `_` behind where C++ or the
#                C library have that name already: random, time, template)
#   SHAPES_FROM  schema of another version, which says what is inside of the parts that SCHEMA calls dynamic
function(parapet_bindings target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "SCHEMA;VERSION;PROVIDER;NAMESPACE;SHAPES_FROM" "")
  if(NOT arg_SCHEMA OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "parapet_bindings(${target}): expected SCHEMA <file> and [VERSION, PROVIDER, NAMESPACE, SHAPES_FROM], "
                        "found ${ARGN}")
  endif()
  cmake_path(ABSOLUTE_PATH arg_SCHEMA)
  cmake_path(GET arg_SCHEMA FILENAME file)
  if(NOT arg_VERSION AND NOT file MATCHES "^([^0-9][^/]*-)?[0-9].*\\.schema\\.json(\\.gz)?$")
    message(FATAL_ERROR "parapet_bindings(${target}): give VERSION, or call the file <version>.schema.json.gz; found ${file}")
  endif()
  set(inputs "${arg_SCHEMA}")
  set(options "")
  if(arg_SHAPES_FROM)
    cmake_path(ABSOLUTE_PATH arg_SHAPES_FROM)
    list(APPEND inputs "${arg_SHAPES_FROM}")
    list(APPEND options --shapes-from "${arg_SHAPES_FROM}")
  endif()
  foreach(name IN ITEMS VERSION PROVIDER NAMESPACE)
    if(arg_${name})
      string(TOLOWER "${name}" option)
      list(APPEND options "--${option}" "${arg_${name}}")
    endif()
  endforeach()

  # The digest is included by every header and changes when any of them does: through it the build knows, within one run,
  # that whatever uses the bindings has to be compiled again, without listing thousands of files.
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/bindings/${target}")
  add_custom_command(
    OUTPUT "${folder}.stamp"
    BYPRODUCTS "${folder}/parapet_digest.hpp"
    COMMAND parapet::parapet-bindgen --schema "${arg_SCHEMA}" --out "${folder}" ${options}
    COMMAND "${CMAKE_COMMAND}" -E touch "${folder}.stamp"
    DEPENDS ${inputs} parapet::parapet-bindgen
    COMMENT "Generating the bindings of ${target}"
    VERBATIM)
  add_custom_target(${target}_headers DEPENDS "${folder}.stamp")
  add_library(${target} INTERFACE)
  add_dependencies(${target} ${target}_headers)
  target_compile_features(${target} INTERFACE cxx_std_20)
  target_include_directories(${target} INTERFACE "$<BUILD_INTERFACE:${folder}>")
  target_link_libraries(${target} INTERFACE parapet::core)
endfunction()

# The project's own bindings, parapet::aws, of the version that PARAPET_AWS_SCHEMA selects.
function(parapet_aws_bindings)
  if(NOT TARGET parapet_program_bindgen)
    return()
  endif()
  # Reading ten megabytes of schema without optimization would cost every fresh build seconds.
  foreach(target IN ITEMS parapet_schema parapet_program_bindgen)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Debug>:-O1>)
  endforeach()
  set(schemas "${PROJECT_SOURCE_DIR}/providers/aws")
  parapet_bindings(parapet_aws SCHEMA "${schemas}/${PARAPET_AWS_SCHEMA}.schema.json.gz"
                   SHAPES_FROM "${schemas}/5.100.0.schema.json.gz")
  add_library(parapet::aws ALIAS parapet_aws)
  if(PARAPET_INSTALL)
    parapet_install_aws_bindings()
  endif()
endfunction()

# The headers have an include root of their own: other software has headers below `aws/` too.
function(parapet_install_aws_bindings)
  include(GNUInstallDirs)
  set(folder "${CMAKE_INSTALL_INCLUDEDIR}/parapet-bindings")
  set_target_properties(parapet_aws PROPERTIES EXPORT_NAME aws)
  target_include_directories(parapet_aws INTERFACE "$<INSTALL_INTERFACE:${folder}>")
  install(DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/bindings/parapet_aws/" DESTINATION "${folder}"
          FILES_MATCHING PATTERN "*.hpp")
  set_property(GLOBAL APPEND PROPERTY PARAPET_INSTALLED_TARGETS parapet_aws)
endfunction()
