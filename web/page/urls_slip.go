package page

import "net/http"

// Address is a path with the origin in front, for paper: the public one where
// it is known, else the one that the browser asked.
func (s *Site) Address(r *http.Request, path string) string {
	if s.Origin != "" {
		return s.Origin + path
	}
	if r.TLS != nil {
		return "https://" + r.Host + path
	}
	return "http://" + r.Host + path
}

// SlipsURL is where a printed slip is proved genuine.
const SlipsURL = "/slips"

// ProveSlipURL proves the slip that has a token.
func ProveSlipURL(token string) string { return SlipsURL + "/" + token }

// MakeSlipURL makes the slip of a result.
func MakeSlipURL(assessment int64) string { return ResultURL(assessment) + "/slip" }

// SlipURL is a slip to be printed.
func SlipURL(assessment, slip int64) string { return of(MakeSlipURL(assessment), slip) }
