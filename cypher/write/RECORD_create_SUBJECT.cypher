// {DRAWN}
// New facts of subjects that are there: rows of {ROWS}.
UNWIND $rows AS row
MATCH (s:{NODE} {id: row.subject})
{FIND_OBJECT}
CREATE {PATTERN}
SET f = row.props
RETURN count(f) AS created
