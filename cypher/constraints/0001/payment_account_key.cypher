// (:Payment {account_key})
CREATE INDEX payment_account_key IF NOT EXISTS
FOR (n:Payment) ON (n.account_key)
