// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "./Grant.sol";
import {StackTest} from "./StackTest.sol";

/// @dev Helpers to show vouchers.
abstract contract Sponsored is StackTest {
    function maxCostOf(PackedUserOperation memory op) internal pure returns (uint256) {
        uint256 limits = uint256(op.accountGasLimits);
        uint256 gas = (limits >> 128) + uint128(limits) + op.preVerificationGas;
        bytes memory sponsorship = op.paymasterAndData;
        for (uint256 i = 0; i < 2 && sponsorship.length >= 52; ++i) {
            uint128 limit_;
            for (uint256 j = 0; j < 16; ++j) {
                limit_ = limit_ << 8 | uint8(sponsorship[20 + i * 16 + j]);
            }
            gas += limit_;
        }
        return gas * uint128(uint256(op.gasFees));
    }

    /// @dev The first operation of a grant with this voucher.
    function showing(Grant memory grant, Voucher memory voucher) internal view returns (PackedUserOperation memory) {
        return showing(grant, voucher, SPONSOR_KEY);
    }

    function showing(Grant memory grant, Voucher memory voucher, uint256 sponsorKey)
        internal
        view
        returns (PackedUserOperation memory op)
    {
        op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsored(voucher, sponsorKey);
        return signFirst(op, grant, hint(0));
    }

    /// @dev `paymasterAndData` with an operation voucher for this operation.
    function once(PackedUserOperation memory op, uint256 key) internal view returns (bytes memory) {
        bytes memory before = op.paymasterAndData;
        op.paymasterAndData = credited();
        uint48 until = uint48(vm.getBlockTimestamp() + 300);
        bytes32 digest = paymaster.hashOperation(op, until - 600, until);
        op.paymasterAndData = before;
        return abi.encodePacked(credited(), hex"01", until - 600, until, signSecp(key, digest));
    }

    /// @dev A session whose voucher was shown.
    function shown() internal returns (Grant memory grant) {
        grant = makeGrant();
        handle(showing(grant, voucherFor(grant)));
    }

    function noteOf(Grant memory grant) internal view returns (uint24) {
        return sessionNow(grant).note;
    }

    function expectUnpaid(Grant memory grant) internal {
        expectFailed(use(grant, callPlay(1), hint(0)), "AA34 signature error");
    }

    /// @dev What the sponsor lost through everything handled since it had this much.
    function lostSince(uint256 before) internal view returns (uint256) {
        return before - entryPoint.balanceOf(address(paymaster));
    }
}
