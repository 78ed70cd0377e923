// {DRAWN}
// Facts whose source names another subject now: rows of id and props.
UNWIND $rows AS row
MATCH (f:{LABEL} {id: row.id})
{UNLINK}
{FIND_NEW_SUBJECT}
{FIND_NEW_OBJECT}
CREATE {JOIN}
