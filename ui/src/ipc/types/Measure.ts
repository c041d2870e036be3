
export type Measure = "hours" | "nights" | "weekend_days" | "holidays" | "pages" | "night_pages";
