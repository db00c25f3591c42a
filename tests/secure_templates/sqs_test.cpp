#include <gmock/gmock.h>
#include <secure_templates/sqs.hpp>

#include "parapet/error.hpp"
#include "secure_templates/composites.hpp"

namespace secure_templates_test {
namespace {

namespace policy = parapet::policy;

TEST_F(Composites, GiveAQueueADeadLetterQueueAndPolicies) {
  complete_context("regulated");
  secure::Queue queue(stack, "orders", aws::sqs_queue{.name = "orders"});
  const auto written = document();
  EXPECT_EQ(resources(written),
            (Resources{"production/orders aws_sqs_queue", "production/orders/dead-letters aws_sqs_queue",
                       "production/orders/dead-letters/policy aws_sqs_queue_policy",
                       "production/orders/dead-letters/redrive-allow aws_sqs_queue_redrive_allow_policy",
                       "production/orders/policy aws_sqs_queue_policy",
                       "production/orders/redrive aws_sqs_queue_redrive_policy"}));
  EXPECT_EQ(written.resource_at("production/orders").address(), "aws_sqs_queue.orders");
  EXPECT_TRUE(written.resource_at("production/orders")["kms_master_key_id"] == key_arn);
  const auto dead = written.resource_at("production/orders/dead-letters");
  EXPECT_TRUE(dead["kms_master_key_id"] == key_arn);
  EXPECT_TRUE(dead["message_retention_seconds"] == 1209600);
  EXPECT_TRUE(dead["name"] == "orders-dead-letters");
  EXPECT_TRUE(written.resource_at("production/orders/policy")["queue_url"] == queue.id());
  EXPECT_THAT(text(written.resource_at("production/orders/policy")["policy"]), testing::HasSubstr("aws:SecureTransport"));
  EXPECT_TRUE(written.resource_at("production/orders/dead-letters/policy")["queue_url"] == queue.dead_letters().id());
  EXPECT_EQ(text(written.resource_at("production/orders/redrive")["redrive_policy"]),
            R"("${jsonencode({"deadLetterTargetArn" = )" + dead.address() + R"(.arn, "maxReceiveCount" = 5})}")");
  EXPECT_EQ(text(written.resource_at("production/orders/dead-letters/redrive-allow")["redrive_allow_policy"]),
            R"("${jsonencode({"redrivePermission" = "byQueue", "sourceQueueArns" = [aws_sqs_queue.orders.arn]})}")");
}

TEST_F(Composites, GiveEveryQueueOfAMapItsDeadLetterQueue) {
  const parapet::Map<parapet::Str> names = {{"a", "orders.fifo"}, {"b", "stock.fifo"}};
  secure::Queue(stack, "queues", aws::sqs_queue{.fifo_queue = true, .for_each = names, .name = parapet::each::value()});
  const auto written = document();
  const auto dead = written.resource_at("production/queues/dead-letters");
  EXPECT_EQ(dead["for_each"].json(), R"({"a":"orders.fifo","b":"stock.fifo"})");
  EXPECT_EQ(text(dead["name"]), R"("${trimsuffix(each.value, ".fifo")}-dead-letters.fifo")");
  EXPECT_TRUE(dead["fifo_queue"] == true);
  EXPECT_EQ(written.resource_at("production/queues/policy")["queue_url"].json(),
            R"("${aws_sqs_queue.queues[each.key].id}")");
}

TEST_F(Composites, LeaveTheDeadLetterQueueOfTheConfigurationAlone) {
  secure::Queue queue(stack, "orders", aws::sqs_queue{.redrive_policy = R"({"deadLetterTargetArn": "arn:aws:sqs:eu-central-1:111122223333:dead", "maxReceiveCount": 3})"});
  EXPECT_EQ(resources(document()), (Resources{"production/orders aws_sqs_queue", "production/orders/policy aws_sqs_queue_policy"}));
  EXPECT_THROW(queue.dead_letters(), parapet::Error);
}

TEST_F(Composites, RefuseEverythingThatIsWrongAroundAQueueAtOnce) {
  EXPECT_EQ(violations([&] {
              secure::Queue(stack, "x", aws::sqs_queue{.kms_master_key_id = "alias/aws/sqs"},
                            secure::queue_options{.statements = {policy::Statement{
                                .actions = {"sqs:*"}, .principals = {policy::anyone()}, .resources = {"*"}}}});
            }),
            (Refusals{"sqs:001 kms_master_key_id", "sqs:008 policy.Statement[1]", "sqs:010 policy.Statement[1]",
                      "sqs:011 policy.Statement[1]", "sqs:012 policy.Statement[1]", "sqs:001 kms_master_key_id"}));
  EXPECT_FALSE(stack.node().try_find_child("x"));
}

TEST_F(Composites, NameTheKeyThatTheContextOfAQueueLacks) {
  parapet::Stack bare(app, "bare");
  parapet::guardrails::set_security_context(bare, {.tier = "sensitive"});
  std::string text;
  const unsigned line = __LINE__ + 2;
  try {
    secure::Queue(bare, "x", aws::sqs_queue{.redrive_policy = "{}"});
  } catch (const parapet::SecurityException& refused) {
    text = refused.what();
  }
  EXPECT_EQ(text,
            "1 violation of the security requirements\n\n"
            "sqs:001 (medium) bare/x: `kms_master_key_id` is unset, and the stack's SecurityContext has no `kms_key_arn`\n"
            "  required: Queues are encrypted with a customer key.\n"
            "  fix:      Set `kms_master_key_id`, or `kms_key_arn` in the SecurityContext of the stack.\n"
            "  ask:      security@example.com\n"
            "  at:       tests/secure_templates/sqs_test.cpp:" +
                std::to_string(line));
  EXPECT_FALSE(bare.node().try_find_child("x"));
}

}  // namespace
}  // namespace secure_templates_test
