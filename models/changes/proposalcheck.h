#pragma once
#include "models/changes/changeboard.h"

namespace ringward {

/// Whether a proposal may be put to the board at all: words, calls, guardrails, template. Malformed or Conflict.
Result<Done> checkProposal(const Proposal &proposal, const PolicyBook &policies);

} // namespace ringward
