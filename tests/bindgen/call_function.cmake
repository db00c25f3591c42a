# Calls parapet_bindings() with the words of ARGUMENTS.
include("${MODULE}")
separate_arguments(ARGUMENTS UNIX_COMMAND "${ARGUMENTS}")
parapet_bindings(${ARGUMENTS})
