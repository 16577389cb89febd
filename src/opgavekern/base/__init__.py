"""What every floor stands on: texts, errors, conversion, results; nothing here knows the domain."""
