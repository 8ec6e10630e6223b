package review

import (
	"strconv"
	"strings"

	"baolei/internal/app"
	"baolei/web/figures"
	"baolei/web/page"
	"baolei/web/ui"
)

// files splits the evidence into pictures, shown in place, and the rest.
func (m maker) files(c *card) {
	for _, e := range m.v.EvidenceFor(app.Self, m.it.Code) {
		href := page.EvidenceURL(m.v.ID, e.ID)
		who := e.AddedName + " " + figures.When(e.AddedAt)
		if strings.HasPrefix(e.MediaType, "image/") {
			c.Pictures = append(c.Pictures, picture{e.Name, href, who})
			continue
		}
		c.Files = append(c.Files, ui.File{ID: "e-" + strconv.FormatInt(e.ID, 10), Name: e.Name, Href: href, Note: who})
	}
	c.FilesOpen = open(m.it)
}
