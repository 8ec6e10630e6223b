package examine_test

import (
	"testing"

	"baolei/internal/core/fault"
)

// Where there is a second person, whoever reviewed does not sign. A disabled
// account is no second person: it would leave the branch without a signature.
func TestASecondPersonIsOneWhoCanGetIn(t *testing.T) {
	c := newCity(t)
	id := c.submitted("jy-01")
	c.agreesAll("jy-shuji", id)
	c.Fails(c.signs("jy-shuji", id), fault.Forbidden)
	c.Exec(`update person set disabled_at = now() where account = 'jy-kaohe'`)
	c.Must(c.signs("jy-shuji", id))
}
