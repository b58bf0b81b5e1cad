# Wrong on the sample, so that the points do not matter.
# @EXPECTED_RESULTS@: WRONG-ANSWER, PARTIALLY_ACCEPTED
print(0)
