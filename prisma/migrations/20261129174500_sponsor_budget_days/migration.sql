-- Rows of past days are found to be deleted.
CREATE INDEX "sponsor_budget_chain_id_day_idx" ON "sponsor_budget"("chain_id", "day");
