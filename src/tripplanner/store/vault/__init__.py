"""The vault: protected values are encrypted one by one under a data key that never lies in the database in clear.

The data key is wrapped once for each way of opening the vault: by a passphrase, by the system's keyring of a station,
and always by the code of a printed recovery sheet. An open vault lives on the workspace and is handed to the verbs
that need it. ``docs/vault.md`` says what is promised and what is not.
"""
