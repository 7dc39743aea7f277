//! Every agency with how much it has to do, over all tasks: what the list of agencies, their
//! profiles and 按机构分发 begin with.

use std::sync::Arc;

use crate::model::Date;
use crate::view::{AgencyList, Data, Sheet, SuccessionView, ViewSpec};

/// The agencies of some data and what they have to do.
pub struct Census {
    /// What it was made from.
    data: Arc<Data>,
    succession: SuccessionView,
    today: Date,
    /// All tasks: see [`ViewSpec::for_profiles`].
    pub(crate) sheet: Arc<Sheet>,
    /// The agencies.
    pub(crate) list: Arc<AgencyList>,
}

impl Census {
    /// Counts. It takes as long as there are assignments.
    pub(crate) fn new(data: Arc<Data>, view: &ViewSpec, today: Date) -> Self {
        let sheet = Sheet::new(&data, &view.for_profiles(), today);
        Self {
            data,
            succession: view.succession,
            today,
            list: Arc::new(AgencyList::new(&sheet)),
            sheet: Arc::new(sheet),
        }
    }

    /// Whether another one would say the same.
    pub(crate) fn is_of(&self, data: &Arc<Data>, view: &ViewSpec, today: Date) -> bool {
        Arc::ptr_eq(&self.data, data) && self.succession == view.succession && self.today == today
    }
}
