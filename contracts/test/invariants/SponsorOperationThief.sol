// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {HostileAccount} from "../support/HostileAccount.sol";
import {Paid} from "./Paid.sol";
import {Unpaid} from "./Unpaid.sol";
import {maxCostOf} from "./maxCostOf.sol";

/// @notice Vouchers of one operation, changed or shown again.
abstract contract SponsorOperationThief is Paid, Unpaid {
    function _dealOperations() internal {
        _attack("changes an operation that was sponsored", _changesSponsored);
        _attack("replays an operation that was sponsored", _replaysSponsored);
    }

    function _changesSponsored() private {
        PackedUserOperation memory op = _sponsoredOnce();
        uint256 way = _random(5);
        if (way == 0) op.callData = abi.encodeCall(HostileAccount.burn, ());
        else if (way == 1) op.preVerificationGas += 1;
        else if (way == 2) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) + 1);
        else if (way == 3) op.gasFees = bytes32(uint256(op.gasFees) + 1);
        else op.nonce = entryPoint.getNonce(op.sender, uint192(_between(1_000_000, type(uint64).max)));
        _unpaid(op, "AA34 signature error");
    }

    function _replaysSponsored() private {
        PackedUserOperation memory op = _sponsoredOnce();
        promisedWei += maxCostOf(op);
        _paid(type(uint256).max, op);
        _unpaid(op, "AA25 invalid account nonce");
    }

    function _sponsoredOnce() private returns (PackedUserOperation memory op) {
        op = _plain(hostiles[_random(ACCOUNTS)], 0, abi.encodeCall(HostileAccount.rest, ()), 30_000);
        op.paymasterAndData = _sponsorOnce(op, uint48(vm.getBlockTimestamp() + 5 minutes));
    }
}
