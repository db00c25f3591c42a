#include "catalog/organization.hpp"

namespace parapet::guardrails::test {

Organization organization_in(Stack&) {
  SecurityContext context;
  context.log_bucket = "zip-logs";
  context.tier = "regulated";
  context.other = {{"kms_key_name", "projects/zip-keys/locations/europe-west3/keyRings/zip/cryptoKeys/data"},
                   {"network", "projects/zip-net/global/networks/zip"},
                   {"service_account", "zip@zip-prod.iam.gserviceaccount.com"},
                   {"workload_pool", "zip-prod.svc.id.goog"}};
  return {context, {}};
}

}  // namespace parapet::guardrails::test
