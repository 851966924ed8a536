// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {Vm} from "forge-std/Vm.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {HostileAccount} from "../support/HostileAccount.sol";
import {StackTest} from "../support/StackTest.sol";
import {Deck} from "./Deck.sol";
import {RefusalReader} from "./RefusalReader.sol";

/// @notice What the sponsor promised and what was taken, with accounts that obey nobody and sign nothing.
abstract contract SponsorLedger is StackTest, Deck, RefusalReader {
    /// @param takenWei What the EntryPoint took for it.
    struct Promise {
        Voucher voucher;
        uint256 takenWei;
    }

    uint256 internal constant ACCOUNTS = 3;
    uint256 internal constant VERIFICATION_GAS = 300_000;
    uint256 internal constant PAYMASTER_GAS = 100_000;

    Promise[] internal promises;
    address[] internal hostiles;
    address internal thief = makeAddr("thief");
    uint256 internal signerKey = SPONSOR_KEY;
    /// @dev The formula: session vouchers by their maximum, operation vouchers by their operation's.
    uint256 internal promisedWei;
    uint256 internal takenWei;
    uint256 private _firstDeposit;

    function setUp() public virtual override {
        super.setUp();
        vm.fee(0.5 gwei);
        for (uint256 i = 0; i < ACCOUNTS; ++i) {
            hostiles.push(address(new HostileAccount()));
        }
        entryPoint.depositTo{value: 500 ether}(address(paymaster));
        _firstDeposit = entryPoint.balanceOf(address(paymaster));
    }

    /// @notice The newest of the vouchers; a step changes few, the last check of a run looks at all.
    function checkSponsor(uint256 newest) external view {
        uint256 deposit = entryPoint.balanceOf(address(paymaster));
        assertEq(_firstDeposit - deposit, takenWei, "the deposit fell by what the EntryPoint took");
        assertLe(takenWei, promisedWei, "the worst-case loss is what was promised");
        uint256 count = promises.length;
        for (uint256 i = count > newest ? count - newest : 0; i < count; ++i) {
            Promise storage made = promises[i];
            uint256 reserved = reservedOf(made.voucher);
            assertLe(made.takenWei, reserved, "reserved at least what was taken");
            assertLe(reserved, made.voucher.maxWei, "reserved at most what was promised");
        }
    }

    /// @dev A voucher for a few operations of one of the hostile accounts, for now.
    function _promise(uint256 maxWei) internal returns (uint256 p) {
        p = promises.length;
        Promise storage made = promises.push();
        made.voucher = Voucher({
            account: hostiles[_random(ACCOUNTS)],
            session: keccak256(abi.encode("session", p)),
            nonceKey: uint192(p + 1),
            validAfter: uint48(vm.getBlockTimestamp() - 60),
            validUntil: uint48(vm.getBlockTimestamp() + 1 hours),
            maxWei: uint96(maxWei),
            maxFeePerGas: 10 gwei,
            maxPriorityFeePerGas: 10 gwei
        });
        promisedWei += maxWei;
    }

    /// @dev One that is good now, with enough left for an operation of a few million gas at one gwei.
    function _pick() internal returns (uint256 p) {
        uint256 count = promises.length;
        p = count == 0 ? 0 : _random(count);
        if (count != 0 && _random(2) == 0 && _leftOf(p) > 0.05 ether && !_isLate(p)) return p;
        return _promise(_between(0.06 ether, 0.3 ether));
    }

    function _isLate(uint256 p) internal view returns (bool) {
        return vm.getBlockTimestamp() > promises[p].voucher.validUntil;
    }

    function _leftOf(uint256 p) internal view returns (uint256) {
        Voucher storage voucher = promises[p].voucher;
        return voucher.maxWei - reservedOf(voucher);
    }

    function _signed(uint256 p, uint128 postOpGas) internal view returns (bytes memory) {
        return sponsored(promises[p].voucher, signerKey, postOpGas);
    }

    /// @dev With the voucher on board.
    function _operation(uint256 p, bytes memory callData, uint256 callGas, uint128 postOpGas)
        internal
        view
        returns (PackedUserOperation memory op)
    {
        Voucher storage voucher = promises[p].voucher;
        op = _plain(voucher.account, voucher.nonceKey, callData, callGas);
        op.paymasterAndData = _signed(p, postOpGas);
    }

    function _plain(address sender, uint192 nonceKey, bytes memory callData, uint256 callGas)
        internal
        view
        returns (PackedUserOperation memory op)
    {
        op.sender = sender;
        op.nonce = entryPoint.getNonce(sender, nonceKey);
        op.callData = callData;
        op.accountGasLimits = bytes32((VERIFICATION_GAS << 128) | callGas);
        op.preVerificationGas = 50_000;
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
    }

    /// @return refusal The EntryPoint's error, or nothing when the bundle was accepted and booked.
    function _handle(uint256[] memory paidBy, PackedUserOperation[] memory ops)
        internal
        returns (bytes memory refusal)
    {
        bytes32[] memory hashes = new bytes32[](ops.length);
        for (uint256 i = 0; i < ops.length; ++i) {
            hashes[i] = entryPointHash(ops[i]);
        }
        uint256 before = bundler.balance;
        vm.recordLogs();
        try this.handleBundle(ops) {
            Vm.Log[] memory logs = vm.getRecordedLogs();
            uint256 sum;
            for (uint256 i = 0; i < ops.length; ++i) {
                uint256 costWei = _costOf(logs, hashes[i]);
                sum += costWei;
                if (paidBy[i] < promises.length) promises[paidBy[i]].takenWei += costWei;
            }
            takenWei += sum;
            assertEq(bundler.balance - before, sum, "the bundler gets all that was taken");
        } catch (bytes memory reason) {
            return reason.length == 0 ? bytes(hex"00") : reason;
        }
    }

    function handleBundle(PackedUserOperation[] memory ops) external {
        handle(ops);
    }

    function _costOf(Vm.Log[] memory logs, bytes32 hash) private pure returns (uint256 costWei) {
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IEntryPoint.UserOperationEvent.selector && logs[i].topics[1] == hash) {
                (,, costWei,) = abi.decode(logs[i].data, (uint256, bool, uint256, uint256));
                return costWei;
            }
        }
        assertTrue(false, "the EntryPoint told of every operation that it accepted");
    }
}
