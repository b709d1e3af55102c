"""`takt doctor`: looks at everything that Takt needs, and says how to mend what is wrong."""
