from procdocs.views.written_page import outside_code


def test_code_is_left_alone():
    text = "a `a` b\n```\na\n```\n~~~\na\n```\na\n~~~\na ``a ` a`` a"
    changed = outside_code(text, lambda piece: piece.replace("a", "X"))
    assert changed == "X `a` b\n```\na\n```\n~~~\na\n```\na\n~~~\nX ``a ` a`` X"
