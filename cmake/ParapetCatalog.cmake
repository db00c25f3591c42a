# parapet_catalog(<target> [CATALOG <folder>] [NAME <name>] [ENVIRONMENT <file>] [SCHEMAS <file>...] [PROVIDER_VERSION <version>]
#                [HANDWRITTEN <folder>])
#
# Compiles a catalog of requirements (the JSON files of a folder, its lists/ and what its provider/ says of the provider) into
# <target>, a library. A path that is not in all of SCHEMAS fails the build. Whoever links <target> has the catalog enforced, by constructors and by the gate.
# With PROVIDER_VERSION, `#include <secure_templates/SERVICE.hpp>` has a class for each guarded type of each service; a header of that
# name in HANDWRITTEN goes first, and includes <secure_templates/resources/SERVICE.hpp> for the rest.
function(parapet_catalog target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CATALOG;NAME;ENVIRONMENT;PROVIDER_VERSION;HANDWRITTEN" "SCHEMAS")
  if(NOT arg_CATALOG)
    set(arg_CATALOG "${PROJECT_SOURCE_DIR}/secure_templates/catalog")
    set(arg_ENVIRONMENT "${PROJECT_SOURCE_DIR}/secure_templates/environment.json")
    set(arg_PROVIDER_VERSION "${PARAPET_AWS_SCHEMA}")
    set(arg_HANDWRITTEN "${PROJECT_SOURCE_DIR}/secure_templates")
    file(GLOB arg_SCHEMAS CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/providers/aws/*.schema.json.gz")
  endif()
  if(NOT arg_NAME)
    string(MAKE_C_IDENTIFIER "${target}" arg_NAME)
  endif()
  file(GLOB files CONFIGURE_DEPENDS "${arg_CATALOG}/*.json" "${arg_CATALOG}/lists/*.json" "${arg_CATALOG}/provider/*.json")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/catalog_${arg_NAME}.cpp")
  set(options --catalog "${arg_CATALOG}" --name "${arg_NAME}" --root "${PROJECT_SOURCE_DIR}" --output "${output}")
  foreach(schema IN LISTS arg_SCHEMAS)
    list(APPEND options --schema "${schema}")
  endforeach()
  if(arg_ENVIRONMENT)
    list(APPEND options --environment "${arg_ENVIRONMENT}")
  endif()
  if(arg_PROVIDER_VERSION)
    set(templates "${CMAKE_CURRENT_BINARY_DIR}/templates")
    list(APPEND options --provider-version "${arg_PROVIDER_VERSION}" --templates "${templates}")
    target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${templates}>")
    set_property(GLOBAL PROPERTY PARAPET_TEMPLATES_${target} "${templates}")
  endif()
  set(handwritten "")
  if(arg_HANDWRITTEN)
    list(APPEND options --handwritten "${arg_HANDWRITTEN}")
    file(GLOB handwritten CONFIGURE_DEPENDS "${arg_HANDWRITTEN}/*.hpp")
  endif()
  add_custom_command(
    OUTPUT "${output}"
    COMMAND parapet::parapet-catalogc ${options}
    DEPENDS parapet::parapet-catalogc ${files} ${handwritten} ${arg_SCHEMAS} ${arg_ENVIRONMENT}
    COMMENT "Compiling the catalog ${arg_NAME}"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
  # Nothing in a program names the catalog or the gate; without this the linker would leave both out.
  target_link_options(${target} INTERFACE "-Wl,-u,parapet_guardrails_installed" "-Wl,-u,parapet_catalog_${arg_NAME}")
endfunction()

# The table of the predicates: one file each under src/guardrails/predicates, found by its name.
function(parapet_predicate_table)
  if(NOT TARGET parapet_guardrails)
    return()
  endif()
  file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/guardrails/predicates/*.cpp")
  set(declarations "")
  set(calls "")
  foreach(file IN LISTS files)
    cmake_path(GET file STEM name)
    string(APPEND declarations "PredicateInfo ${name}();\n")
    string(APPEND calls "${name}(), ")
  endforeach()
  set(table "${PROJECT_BINARY_DIR}/predicate_table.cpp")
  file(CONFIGURE OUTPUT "${table}" CONTENT "// Written by cmake/ParapetCatalog.cmake from the files of src/guardrails/predicates.
#include \"guardrails/predicates.hpp\"

namespace parapet::guardrails {
namespace predicates {
${declarations}}  // namespace predicates

std::vector<PredicateInfo> built_in_predicates() {
  using namespace predicates;
  return {${calls}};
}

}  // namespace parapet::guardrails
" @ONLY)
  target_sources(parapet_guardrails PRIVATE "${table}")
endfunction()

# The room does not exist yet when this file is included.
if(DEFINED PROJECT_SOURCE_DIR AND EXISTS "${PROJECT_SOURCE_DIR}/src/guardrails/predicates")
  cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY [[${PROJECT_SOURCE_DIR}]] CALL parapet_predicate_table)")
endif()
