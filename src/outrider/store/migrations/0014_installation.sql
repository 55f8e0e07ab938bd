-- What all processes on this database have in common: one row.
CREATE TABLE installation (
    one             boolean PRIMARY KEY DEFAULT true CHECK (one),
    secret_check    text NOT NULL                     -- signed with the secret that credentials are encrypted with
);
