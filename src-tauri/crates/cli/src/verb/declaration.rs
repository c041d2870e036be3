//! A declaration, from what the command line says.

use domain::incident::intent::Declaration;
use domain::severity::Severity;

use super::word;
use crate::Stop;
use crate::options::affected::Affected;

/// The declaration of what is failing, so bad; without a title, and paging as is agreed.
pub(super) fn declaration(severity: &str, affected: &Affected) -> Result<Declaration, Stop> {
    Ok(Declaration {
        title: String::new(),
        severity: word(severity, "severity", "sev1, sev2, sev3, sev4", Severity::read)?,
        playbook: affected.playbook.as_deref().map(Into::into),
        pattern: None,
        services: affected.service.iter().map(|id| id.as_str().into()).collect(),
        surface: affected.surface.clone(),
        symptom: affected.symptom.clone(),
        regions: affected.region.iter().map(|id| id.as_str().into()).collect(),
        customer_impact: affected.customer_impact,
        page: None,
        drill: affected.drill,
    })
}
