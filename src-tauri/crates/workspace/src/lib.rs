//! Files of the organisation into domain values, with diagnostics.
