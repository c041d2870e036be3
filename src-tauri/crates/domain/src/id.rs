//! Identifiers: one type for each noun, so that a rotation's id cannot stand where a person's is asked for.

/// Declares identifier types: text on disk, on the wire and on screen.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize, ts_rs::TS,
        )]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
    )*};
}

ids! {
    /// A function of the organisation: `engineering`, `support`, or its own.
    FunctionId;
    /// A person of the workspace.
    PersonId;
    /// A rotation of the workspace.
    RotationId;
    /// A region with customers: `europe`.
    RegionId;
    /// A service that can break.
    ServiceId;
    /// A playbook: `payments`.
    PlaybookId;
    /// An impact pattern: `payments-failing`.
    PatternId;
    /// A rule of the page tree.
    RuleId;
    /// An incident role: `incident-lead`.
    RoleId;
    /// A decision right: `roll-back`.
    RightId;
    /// A calendar of public holidays: `netherlands`.
    HolidayCalendarId;
    /// A named customer: `northwind`.
    AccountId;
    /// A launch, commitment, peak or freeze: `black-friday`.
    LaunchId;
    /// A configured account at a provider.
    ConnectionId;
    /// An incident: `INC-12`. Given by the store when it is declared.
    IncidentId;
    /// What the person wanted, made when the form opens: the same id twice is one intent.
    IntentId;
    /// A page within an incident.
    PageId;
    /// An update that waits for approval, within an incident.
    ProposalId;
    /// An update within an incident.
    UpdateId;
    /// A decision within an incident.
    DecisionId;
    /// A workstream within an incident.
    WorkstreamId;
    /// An ask within an incident.
    AskId;
    /// A report of support within an incident.
    ReportId;
    /// A question of somebody outside the bridge, within an incident: `qu1`.
    QuestionId;
    /// A fact within an incident: `f1`.
    FactId;
    /// An override of the reader's own view.
    OverrideId;
    /// A shift note that was offered.
    ShiftNoteId;
    /// An outside effect that an entry owes.
    DeliveryId;
}
