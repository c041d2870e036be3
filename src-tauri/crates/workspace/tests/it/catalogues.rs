//! Backstage catalogues, small ones and those of real organisations.

use std::fs;

use crate::given;

const CATALOGUE: &str = "\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: core-server }
spec: { owner: engineering }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: Core_Server
  title: Core server
  description: Answers everything
  annotations:
    bridgewatch.io/tier: '1'
    bridgewatch.io/surfaces: checkout, mobile app
spec:
  owner: group:default/core-team
  dependsOn: ['component:default/ledger', 'resource:default/bucket', 'component:elsewhere']
  consumesApis: [rates]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: ledger }
spec: { owner: 'user:default/mara' }
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: rates }
spec: { owner: core-team }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: core-team }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { title: Nameless }
";

#[test]
fn components_and_apis_become_services() {
    let workspace = given::workspace().with("services/catalog-info.yaml", CATALOGUE);
    let services = workspace.loaded().agreement.services;
    insta::assert_snapshot!(
        services
            .iter()
            .map(|service| format!(
                "{} “{}” of {} tier {} on {:?} needs {:?} ({})",
                service.id, service.name, service.owner, service.tier, service.surfaces, service.depends_on, service.source
            ))
            .collect::<Vec<_>>()
            .join("\n"),
        @r#"
    core-server “Core server” of core-team tier 1 on ["checkout", "mobile app"] needs [ServiceId("ledger"), ServiceId("rates")] (services/catalog-info.yaml:6)
    ledger “ledger” of mara tier 3 on [] needs [] (services/catalog-info.yaml:20)
    rates “rates” of core-team tier 3 on [] needs [] (services/catalog-info.yaml:25)
    "#
    );
    insta::assert_snapshot!(workspace.problems(), @r#"
    services/catalog-info.yaml:20:1: warning[owner-is-a-person]: `ledger` is owned by a person, Mara Lindqvist. Name the team: people go on holiday, and change teams.
    services/catalog-info.yaml:34:1: error[missing-key]: `metadata.name` is missing. Add it: it is the id of the service.
    "#);
}

#[test]
fn any_file_of_services_may_be_a_catalogue() {
    let workspace = given::workspace().with("services/imported.yaml", CATALOGUE);
    assert_eq!(workspace.loaded().agreement.services.len(), 3);
}

#[test]
fn the_catalogues_of_real_organisations_are_read() {
    let Some(folder) = given::shared("catalog") else {
        return;
    };
    let mut counts = Vec::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.path().extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let text = fs::read(entry.path()).unwrap();
        let loaded = given::workspace().with("services/catalog-info.yaml", text).loaded();
        let errors: Vec<&str> = loaded.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
        let path = entry.path().strip_prefix(&folder).unwrap().display();
        counts.push(format!("{path}: {} {errors:?}", loaded.agreement.services.len()));
    }
    insta::assert_snapshot!(counts.join("\n"), @r#"
    backstage__acme-team-a-group.yaml: 0 []
    backstage__artist-lookup-component.yaml: 1 []
    giantswarm/charts.yaml: 68 ["duplicate-id", "duplicate-id", "duplicate-id", "duplicate-id", "duplicate-id", "duplicate-id", "duplicate-id"]
    giantswarm/components.yaml: 319 []
    giantswarm/crds.yaml: 16 []
    giantswarm/groups.yaml: 0 []
    giantswarm/users.pseudonymised.yaml: 0 []
    incidentio__catalog-info.yaml: 1 ["missing-key"]
    one-platform/1-platform__catalog-info.yaml: 0 []
    one-platform/1-platform__catalog__doc-spa.yaml: 0 []
    one-platform/1-platform__catalog__resources__CouchDB.yaml: 0 []
    one-platform/1-platform__catalog__resources__NativeMongoDB.yaml: 0 []
    one-platform/1-platform__catalog__resources__NonNativeMongoDB.yaml: 0 []
    one-platform/1-platform__catalog__systems__OnePlatform.yaml: 0 []
    one-platform/1-platform__catalog__systems__mkdocs.yaml: 0 []
    one-platform/1-platform__packages__analytics-service__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__api-catalog-service__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__api-catalog-spa__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__api-gateway-service__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__apps-service__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__component-catalog-spa__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__developer-console-spa__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__feedback-service__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__feedback-spa__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__home-spa__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__lighthouse-service__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__lighthouse-spa__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__opc-base__catalog-info.yaml: 0 []
    one-platform/1-platform__packages__reverse-proxy-service__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__search-service__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__search-spa__catalog-info.yaml: 1 []
    one-platform/1-platform__packages__user-group-service__catalog-info.yaml: 1 []
    "#);
}
