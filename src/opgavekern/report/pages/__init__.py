"""The pages of the report: each a frozen model of what it says, made without any HTML."""
