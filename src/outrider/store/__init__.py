"""Where rows are kept: connections, migrations, ids, encryption, the embedded PostgreSQL."""
