// (:Payment {scope})
CREATE INDEX payment_scope IF NOT EXISTS
FOR (n:Payment) ON (n.scope)
