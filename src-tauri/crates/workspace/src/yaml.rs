//! YAML files into domain values: [`node`] is a document with positions, [`read`] takes it apart field by field, and
//! there is one room for each kind of file.

pub(crate) mod account;
pub(crate) mod communication;
pub(crate) mod document;
pub(crate) mod drill;
pub(crate) mod front_matter;
pub(crate) mod holiday;
pub(crate) mod horizon;
pub(crate) mod launch;
pub(crate) mod load;
pub(crate) mod node;
pub(crate) mod organisation;
pub(crate) mod page_tree;
pub(crate) mod people;
pub(crate) mod playbook;
pub(crate) mod policy;
pub(crate) mod rally;
pub(crate) mod read;
pub(crate) mod rotation;
pub(crate) mod scalar;
pub(crate) mod secret;
pub(crate) mod service;
pub(crate) mod severity;
pub(crate) mod shadow;
pub(crate) mod style;
pub(crate) mod template;
