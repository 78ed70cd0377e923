// (:Payment {month})
CREATE INDEX payment_month IF NOT EXISTS
FOR (n:Payment) ON (n.month)
