# Typed C++ bindings for a Terraform module.
#
#   parapet_module(<target> NAME <name> FOLDER <folder> SOURCE <address> [VERSION <constraint>] [NAMESPACE <name>])
#
# makes the interface library <target>: link it, and `#include <modules/vpc.hpp>` gives `modules::vpc`, the inputs, and
# `modules::Vpc`, the call, for NAME vpc. The header is written into the build folder when the module or the generator
# changes.
#
#   NAME       what the bindings are called
#   FOLDER     where the module's *.tf and *.tf.json files are now, to read its variables and outputs
#   SOURCE     where Terraform gets the module: a registry address, a git URL or a path
#   VERSION    version constraint; registry modules only
#   NAMESPACE  C++ namespace and folder of the header; modules by default
function(parapet_module target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAME;FOLDER;SOURCE;VERSION;NAMESPACE" "")
  if(NOT arg_NAME OR NOT arg_FOLDER OR NOT arg_SOURCE OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "parapet_module(${target}): expected NAME <name> FOLDER <folder> SOURCE <address> and [VERSION, "
                        "NAMESPACE], found ${ARGN}")
  endif()
  cmake_path(ABSOLUTE_PATH arg_FOLDER)
  if(NOT IS_DIRECTORY "${arg_FOLDER}")
    message(FATAL_ERROR "parapet_module(${target}): FOLDER ${arg_FOLDER} does not exist")
  endif()
  set(options "")
  foreach(name IN ITEMS VERSION NAMESPACE)
    if(arg_${name})
      string(TOLOWER "${name}" option)
      list(APPEND options "--${option}" "${arg_${name}}")
    endif()
  endforeach()
  if(NOT arg_NAMESPACE)
    set(arg_NAMESPACE modules)
  endif()
  string(MAKE_C_IDENTIFIER "${arg_NAME}" file)

  set(folder "${CMAKE_CURRENT_BINARY_DIR}/bindings/${target}")
  file(GLOB inputs CONFIGURE_DEPENDS "${arg_FOLDER}/*.tf" "${arg_FOLDER}/*.tf.json")
  add_custom_command(
    OUTPUT "${folder}.stamp"
    BYPRODUCTS "${folder}/${arg_NAMESPACE}/${file}.hpp"
    COMMAND parapet::parapet-modulegen --folder "${arg_FOLDER}" --name "${arg_NAME}" --source "${arg_SOURCE}"
            --out "${folder}" ${options}
    COMMAND "${CMAKE_COMMAND}" -E touch "${folder}.stamp"
    DEPENDS ${inputs} parapet::parapet-modulegen
    COMMENT "Generating the bindings of ${target}"
    VERBATIM)
  add_custom_target(${target}_headers DEPENDS "${folder}.stamp")
  add_library(${target} INTERFACE)
  add_dependencies(${target} ${target}_headers)
  target_compile_features(${target} INTERFACE cxx_std_20)
  target_include_directories(${target} INTERFACE "$<BUILD_INTERFACE:${folder}>")
  target_link_libraries(${target} INTERFACE parapet::core)
endfunction()
