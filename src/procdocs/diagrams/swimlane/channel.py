"""What two ways that run along one channel cost each other, before they have tracks."""

_SHARED_LINE = 4


def order_cost(
    low: int,
    high: int,
    side_low: int,
    side_high: int,
    low2: int,
    high2: int,
    side_low2: int,
    side_high2: int,
) -> int:
    """Count the crossings of two stretches of one channel, in the better order of the two.

    Args:
        low: Where the first begins.
        high: Where it ends.
        side_low: On which side the way goes on from its beginning: negative, positive, or 0 at a
            box.
        side_high: The same at its end.
        low2: As `low`, of the second.
        high2: As `high`.
        side_low2: As `side_low`.
        side_high2: As `side_high`.
    """
    first = second = 0
    if low2 < low < high2:
        if side_low > 0:
            first += 1
        elif side_low < 0:
            second += 1
    elif low == low2 and side_low * side_low2 < 0:
        if side_low > 0:
            first += _SHARED_LINE
        else:
            second += _SHARED_LINE
    if low2 < high < high2:
        if side_high > 0:
            first += 1
        elif side_high < 0:
            second += 1
    elif high == high2 and side_high * side_high2 < 0:
        if side_high > 0:
            first += _SHARED_LINE
        else:
            second += _SHARED_LINE
    if low < low2 < high:
        if side_low2 < 0:
            first += 1
        elif side_low2 > 0:
            second += 1
    if low < high2 < high:
        if side_high2 < 0:
            first += 1
        elif side_high2 > 0:
            second += 1
    return first if first < second else second
