"""The rules of the order desk: standard library and phonenumbers only, no screen and no database."""
