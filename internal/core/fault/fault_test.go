package fault

import "testing"

func TestFieldsIsNoErrorWhereNothingIsWrong(t *testing.T) {
	if err := Fields(nil); err != nil {
		t.Errorf("nothing is wrong, and the error is %v", err)
	}
	err := Fields(map[string]string{"name": "请填写姓名。", "born": "请填写日期。"})
	if KindOf(err) != Invalid || err.Error() != "请填写日期。" {
		t.Errorf("kind %d, %v", KindOf(err), err)
	}
}
