#!/bin/sh
# Pretends to be Terraform that fetches: its registry has hashicorp/random 3.7.2 and the module acme/vpc/aws 5.1.0; `log` gets what was asked.
echo "$*" >> "$FAKE_ENGINE_LOG"
has() { grep -q "$1" main.tf.json; }
case $1 in
  version) echo '{"terraform_version": "1.11.4"}' ;;
  init)
    cp main.tf.json "$FAKE_ENGINE_LOG.init"
    has hashicorp/random || { printf 'Error: Failed to query available provider packages\n\nno such provider\n' >&2; exit 1; }
    printf '# comment\nprovider "registry.terraform.io/hashicorp/random" {\n  version     = "3.7.2"\n  hashes = []\n}\n' > .terraform.lock.hcl
    ;;
  providers) echo '{"format_version":"1.0","provider_schemas":{"registry.terraform.io/hashicorp/random":{"provider":{"version":0}},"registry.terraform.io/hashicorp/other":{}}}' ;;
  get)
    cp main.tf.json "$FAKE_ENGINE_LOG.get"
    mkdir -p .terraform/modules/vpc
    echo 'variable "cidr" {}' > .terraform/modules/vpc/main.tf
    echo 'not Terraform' > .terraform/modules/vpc/README.md
    ln -s /etc/passwd .terraform/modules/vpc/secret.tf
    echo '{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"vpc","Source":"registry.terraform.io/acme/vpc/aws","Version":"5.1.0","Dir":".terraform/modules/vpc"}]}' > .terraform/modules/modules.json
    ;;
esac
