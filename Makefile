# The few commands of the project. Everything real is in CMake; this only saves typing.
#   make synth   write the Terraform JSON of every stack under stacks/
#   make test    build everything and run the tests
#   make docs    write docs/guardrails from the catalog
#   make lint    judge the catalog's words and records
#   make modules write a Terraform module for every service into build/modules
#   make bench   measure, and print the ratios that docs and README quote
#   make clean   remove everything that was built
# PRESET=<preset> and SCHEMA=<version of the AWS provider> choose another build, in a folder of its own.
PRESET ?= dev
SCHEMA ?=
BUILD := build/$(PRESET)$(if $(SCHEMA),-aws-$(SCHEMA))

.PHONY: synth programs docs modules lint test bench configure bootstrap clean

synth programs docs: configure
	@ninja -C $(BUILD) $@

lint: configure
	@ninja -C $(BUILD) parapet_program_cli
	@$(BUILD)/bin/parapet requirements lint secure_templates/catalog

test: configure
	@ninja -C $(BUILD)
	@ctest --test-dir $(BUILD) --output-on-failure -j 2

modules: configure
	@ninja -C $(BUILD) parapet_program_cli
	@$(BUILD)/bin/parapet modules generate --all --out build/modules $(if $(SCHEMA),--schema $(SCHEMA))

bench: bootstrap
	@bench/run

configure: bootstrap
	@test -f $(BUILD)/build.ninja || cmake --preset $(PRESET) -B $(BUILD) $(if $(SCHEMA),-DPARAPET_AWS_SCHEMA=$(SCHEMA))

bootstrap:
	@cmake/bootstrap.sh

clean:
	rm -rf build stacks/*/cdktf.out
