-- What people call the files that they brought; the file itself is known by its hash, and others may call it otherwise.
CREATE TABLE IF NOT EXISTS file_name (
    tenant_id {uuid} NOT NULL,
    sha256 {blob} NOT NULL,
    person_id {uuid} NOT NULL,
    name {text} NOT NULL,
    PRIMARY KEY (tenant_id, sha256, person_id)
) {clustered};
