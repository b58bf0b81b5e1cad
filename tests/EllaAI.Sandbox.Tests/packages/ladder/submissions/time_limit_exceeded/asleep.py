# Not busy, just too late.
import time

time.sleep(1000)
