"""Count replies over time: shares per month with their intervals, without overruled notes."""
