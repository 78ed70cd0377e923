// (:Payment {division})
CREATE INDEX payment_division IF NOT EXISTS
FOR (n:Payment) ON (n.division)
