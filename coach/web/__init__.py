"""What every page needs: who is here, what day it is, headers, parts and error pages."""
