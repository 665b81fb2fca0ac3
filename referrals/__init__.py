"""Restorative justice: the register of interventions, and referrals to a neighbourhood panel.

A referral and the entry that it becomes in the register share one row of facts, an `Intervention`.
"""
