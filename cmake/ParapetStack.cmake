# mold links a stack program in a tenth of the time that ld takes.
function(parapet_fast_linker target)
  find_program(PARAPET_MOLD mold)
  mark_as_advanced(PARAPET_MOLD)
  get_target_property(type ${target} TYPE)
  if(PARAPET_MOLD AND type STREQUAL "EXECUTABLE")
    target_link_options(${target} PRIVATE -fuse-ld=mold)
  endif()
endfunction()

# parapet_stack(<name> SOURCES <file>... [LINK <target>...])
#
# The program of one stack, called from the CMakeLists.txt of the stack's folder. It links the secure templates (and
# whatever LINK names), and `synth-<name>` runs it in its folder, so that it writes cdktf.out there. The target `synth`
# runs every stack whose program, cdktf.json or exceptions changed since its output was written, and no other; the
# target `programs` builds all of them and runs none.
function(parapet_stack name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  if(NOT arg_SOURCES)
    message(FATAL_ERROR "parapet_stack(${name}): SOURCES is empty; name main.cpp and the files under resources/")
  endif()
  add_executable(stack_${name} ${arg_SOURCES})
  # No compiler cache: it would make every changed line slower, and no one compiles the same stack twice.
  set_target_properties(stack_${name} PROPERTIES OUTPUT_NAME ${name} CXX_EXTENSIONS OFF
                        CXX_COMPILER_LAUNCHER "")
  target_compile_features(stack_${name} PRIVATE cxx_std_20)
  target_link_libraries(stack_${name} PRIVATE parapet::secure_templates ${arg_LINK})
  # The places in the metadata are relative to the project that holds the stack, so the bytes do not depend on the clone.
  target_compile_options(stack_${name} PRIVATE "-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=")
  parapet_fast_linker(stack_${name})
  parapet_synth_rule(${name})
endfunction()

# Sets `out` to the files beside its program that decide about a stack's output: cdktf.json, and the exceptions that it
# names.
function(parapet_synth_inputs out)
  set(config "${CMAKE_CURRENT_SOURCE_DIR}/cdktf.json")
  set(${out} "" PARENT_SCOPE)
  if(NOT EXISTS "${config}")
    return()
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${config}")
  file(READ "${config}" text)
  string(JSON exceptions ERROR_VARIABLE none GET "${text}" exceptions)
  cmake_path(ABSOLUTE_PATH exceptions NORMALIZE)
  if(EXISTS "${exceptions}")
    set(${out} "${config}" "${exceptions}" PARENT_SCOPE)
  else()
    set(${out} "${config}" PARENT_SCOPE)
  endif()
endfunction()

function(parapet_synth_rule name)
  set(folder "${CMAKE_CURRENT_SOURCE_DIR}")
  set(manifest "${folder}/cdktf.out/manifest.json")
  parapet_synth_inputs(inputs)
  # The program leaves files alone whose bytes would be the same; the touch tells the build that they are current.
  add_custom_command(
    OUTPUT "${manifest}"
    COMMAND stack_${name}
    COMMAND "${CMAKE_COMMAND}" -E touch "${manifest}"
    DEPENDS stack_${name} ${inputs}
    WORKING_DIRECTORY "${folder}"
    COMMENT "Synthesizing ${name}"
    VERBATIM)
  add_custom_target(synth-${name} DEPENDS "${manifest}")
  if(NOT TARGET synth)
    add_custom_target(synth)
    add_custom_target(programs)
  endif()
  add_dependencies(synth synth-${name})
  add_dependencies(programs stack_${name})
endfunction()
