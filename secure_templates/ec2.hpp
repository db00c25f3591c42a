#pragma once

/// Terraform files VPCs and their security groups under EC2.
#include "vpc.hpp"
