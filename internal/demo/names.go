package demo

// The people whom nobody signs in as by hand still stand on every page as who
// stated, verified or signed. None shares a surname with the accounts that the
// sign-in page shows.
var (
	surnames = []string{"黄", "吴", "徐", "胡", "朱", "林", "郭", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "于", "董", "程", "曹", "袁", "邓", "许", "傅", "彭"}
	given    = []string{"建华", "敏", "志远", "晓红", "国平", "丽娟", "伟", "海燕", "文斌", "秀兰", "永康", "雪梅", "勇", "春燕", "立新", "美玲",
		"俊", "慧", "东升", "玉珍", "宏伟", "佳", "卫国", "婷", "庆华", "颖", "少波", "爱萍", "涛", "月琴", "志刚"}
)

// name returns the name of the nth of them. 23 surnames and 31 given names meet
// again only after 713 people.
func name(n int) string { return surnames[n%len(surnames)] + given[n%len(given)] }
