// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Target} from "../support/Target.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Hostile} from "../support/Hostile.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev What a session has taken from its budget, compared with what the EntryPoint took from the deposit: there is no post-op
/// to correct it, so it must be right for every operation.
contract ChargeTest is Sponsored {
    function setUp() public override {
        super.setUp();
        vm.fee(1 gwei);
    }

    function testFuzz_whatWasCounted_isNeverBelowWhatTheEntryPointTook(
        uint32 callGas,
        uint32 preVerificationGas,
        uint64 fee,
        uint8 kind
    ) public {
        Grant memory grant = _shown();
        PackedUserOperation memory op = operation(grant, _calls(kind));
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | bound(callGas, 0, 6_000_000));
        op.preVerificationGas = bound(preVerificationGas, 0, 500_000);
        fee = uint64(bound(fee, 1 gwei, 10 gwei));
        op.gasFees = bytes32((uint256(fee % 3 gwei) << 128) | fee);
        _handleAndCompare(op, grant);
    }

    /// @dev A paymaster has a post-op limit even without a post-op: what an operation states there costs a penalty, and is
    /// counted.
    function testFuzz_postOpGas_isCountedToo(uint32 postOpGas, uint8 kind) public {
        Grant memory grant = _shown();
        PackedUserOperation memory op = operation(grant, _calls(kind));
        op.paymasterAndData = abi.encodePacked(paymaster, uint128(100_000), uint128(bound(postOpGas, 0, 3_000_000)));
        _handleAndCompare(op, grant);
    }

    /// @dev Long calldata increases the EntryPoint's memory.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_longCalldata_isWithinWhatWasCounted(uint16 kilobytes) public {
        Grant memory grant = _shown();
        bytes memory padding = new bytes(bound(kilobytes, 0, 120) * 1024);
        bytes memory data = abi.encodePacked(abi.encodeCall(Target.play, (1)), padding);
        _handleAndCompare(operation(grant, single(address(target), 0, data)), grant);
    }

    /// @dev A thief with the session key burns as much as he can, alone and in bundles, until he is refused.
    /// forge-config: default.fuzz.runs = 24
    function testFuzz_worstCase_isTheVouchersMaximum(uint256 seed) public {
        Grant memory grant = _granting(0.03 ether);
        uint256 before = entryPoint.balanceOf(address(paymaster));
        handle(showing(grant, voucherFor(grant)));
        uint256 refused;
        for (uint256 i = 0; i < 12; ++i) {
            try this.handleAll(_bundle(grant, uint256(keccak256(abi.encode(seed, i))))) {}
            catch {
                ++refused;
            }
        }
        assertLe(lostSince(before), grant.maxGasWei, "never more than the voucher");
        assertGt(lostSince(before), 0, "something was tried");
        assertGt(refused, 0, "until he was refused");
    }

    /// @dev An account with a voucher may call anything: money is limited, purpose is not.
    function test_aHostileOwner_mayUseItsVoucherForAnything() public {
        Anything account_ = new Anything(validator);
        Grant memory grant = makeGrant();
        grant.account = address(account_);
        grant.epoch = 0;
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = sponsored(voucherFor(grant));
        uint256 before = entryPoint.balanceOf(address(paymaster));
        handle(signFirst(op, grant, hint(0)));
        assertEq(account_.made(), 1, "something else was done");
        assertEq(target.played(), 0, "and not what was signed");
        assertLe(lostSince(before), maxCostOf(op), "for no more than was counted");
        // Each of his accounts needs its own voucher.
        grant.account = address(new Anything(validator));
        PackedUserOperation memory other = operation(grant, callPlay(1));
        other.paymasterAndData = op.paymasterAndData;
        expectFailed(signFirst(other, grant, hint(0)), "AA34 signature error");
    }

    function handleAll(PackedUserOperation[] calldata ops) external {
        handle(ops);
    }

    function _granting(uint64 maxGasWei) private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.permissions[1] = permit("fail(uint256)");
        (grant.maxSpend, grant.maxActions, grant.maxGasWei) = (0, 1_000, maxGasWei);
    }

    function _shown() private returns (Grant memory grant) {
        grant = _granting(1 ether);
        Voucher memory voucher = voucherFor(grant);
        voucher.maxOperationWei = 1 ether;
        handle(showing(grant, voucher));
    }

    function _bundle(Grant memory grant, uint256 word) private view returns (PackedUserOperation[] memory ops) {
        ops = new PackedUserOperation[](1 + word % 3);
        for (uint256 i = 0; i < ops.length; ++i) {
            word = uint256(keccak256(abi.encode(word)));
            ops[i] = operation(grant, _calls(uint8(word >> 200)));
            ops[i].nonce += i;
            ops[i].accountGasLimits = bytes32((uint256(600_000) << 128) | (word % 3_000_000));
            ops[i].gasFees = bytes32((uint256(10 gwei) << 128) | (1 gwei + word % 9 gwei));
            ops[i] = signUse(ops[i], grant, _hints(uint8(word >> 200)));
        }
    }

    function _handleAndCompare(PackedUserOperation memory op, Grant memory grant) private {
        uint256 before = entryPoint.balanceOf(address(paymaster));
        uint256 left = sessionNow(grant).gasLeftWei;
        bytes memory hints = _hints(bytes4(op.callData) == bytes4(0xe9ae5c53) ? _kindOf(op) : 0);
        handle(signUse(op, grant, hints));
        assertEq(left - sessionNow(grant).gasLeftWei, maxCostOf(op), "all that it could cost was counted");
        assertLe(lostSince(before), maxCostOf(op), "at least what was taken");
    }

    /// @dev A call that succeeds, one that reverts, or a long batch.
    function _calls(uint8 kind) private view returns (bytes memory) {
        if (kind % 3 == 0) return callPlay(1);
        if (kind % 3 == 1) return single(address(target), 0, abi.encodeCall(Target.fail, (1)));
        Execution[] memory calls = new Execution[](kind);
        for (uint256 i = 0; i < kind; ++i) {
            calls[i] = Execution(address(target), 0, abi.encodeCall(Target.play, (i)));
        }
        return packed(calls);
    }

    function _hints(uint8 kind) private pure returns (bytes memory) {
        return kind % 3 == 1 ? bytes(hex"01") : bytes(hex"00");
    }

    /// @dev For a single call: whether it is the one that fails.
    function _kindOf(PackedUserOperation memory op) private pure returns (uint8) {
        bytes memory data = op.callData;
        bytes4 selector;
        assembly ("memory-safe") {
            selector := mload(add(data, add(0x20, 152)))
        }
        return selector == Target.fail.selector ? 1 : 0;
    }
}

/// @dev Asks the module about a session honestly, and does something else.
contract Anything is Hostile {
    uint256 public made;

    constructor(ISessionValidator module) Hostile(module) {}

    function execute(bytes32, bytes calldata) external override {
        ++made;
    }
}
