"""The sections of the report, one module each: from a reading of the assessment to the parts a template sees."""
