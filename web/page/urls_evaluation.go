package page

// MyEvaluationURL is where a member evaluates the branch.
const MyEvaluationURL = MeURL + "/evaluation"
