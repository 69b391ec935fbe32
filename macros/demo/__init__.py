"""The demo: a made-up Ishøj of 20 April 2021, its lists as files, and one working day pressed through."""
