// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {Vm} from "forge-std/Vm.sol";

import {Deck} from "./Deck.sol";
import {RefusalReader} from "./RefusalReader.sol";
import {Target} from "../support/Target.sol";
import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {Sponsored} from "../support/Sponsored.sol";
import {Waster} from "./Waster.sol";

/// @notice What the sponsor promised and what was taken, with accounts that follow no rules.
abstract contract SponsorLedger is Deck, Sponsored, RefusalReader {
    /// @param reservedWei What the module has taken for it from the session's budget.
    /// @param takenWei What the EntryPoint took for it.
    struct Promise {
        Voucher voucher;
        bytes grant;
        bool isShown;
        bool isDenied;
        uint256 reservedWei;
        uint256 takenWei;
    }

    uint256 internal constant ACCOUNTS = 3;
    /// @dev In place of a session voucher's index: an operation voucher.
    uint256 internal constant ONCE = type(uint256).max;
    uint256 internal constant VERIFICATION_GAS = 400_000;

    Promise[] internal promises;
    Waster[] internal hostiles;
    address payable internal thief = payable(vm.addr(THIEF_KEY));
    uint256 internal signerKey = SPONSOR_KEY;
    /// @dev The formula: session vouchers by their maximum, operation vouchers by their operation's maximum.
    uint256 internal promisedWei;
    uint256 internal takenWei;
    uint256 private _firstDeposit;

    function setUp() public virtual override {
        super.setUp();
        vm.fee(0.5 gwei);
        for (uint256 i = 0; i < ACCOUNTS; ++i) {
            hostiles.push(new Waster(validator));
        }
        entryPoint.depositTo{value: 500 ether}(address(paymaster));
        _firstDeposit = entryPoint.balanceOf(address(paymaster));
    }

    function keyBytes(uint256 key) internal pure override returns (bytes memory) {
        return abi.encodePacked(vm.addr(key));
    }

    function signerBytes(uint256 key) internal pure override returns (bytes memory) {
        return keyBytes(key);
    }

    function signAsSession(uint256 key, bytes32 digest) internal pure override returns (bytes memory) {
        return signSecp(key, digest);
    }

    /// @notice The newest of the vouchers; a step changes few, the last check of a run looks at all.
    function checkSponsor(uint256 newest) external view {
        uint256 deposit = entryPoint.balanceOf(address(paymaster));
        assertEq(_firstDeposit - deposit, takenWei, "the deposit fell by what the EntryPoint took");
        assertLe(takenWei, promisedWei, "the worst-case loss is what was promised");
        uint256 count = promises.length;
        for (uint256 i = count > newest ? count - newest : 0; i < count; ++i) {
            Promise storage made = promises[i];
            assertLe(made.takenWei, made.reservedWei, "reserved at least what was taken");
            assertLe(made.reservedWei, made.voucher.maxWei, "reserved at most what was promised");
            if (!made.isShown) continue;
            uint256 left = validator.sessionOf(made.voucher.account, made.voucher.session).gasLeftWei;
            assertEq(left, made.voucher.maxWei - made.reservedWei, "the module counted the same");
        }
    }

    /// @dev A voucher for a session of one of the hostile accounts, valid now, with a budget of the promised amount.
    function _promise(uint256 maxWei) internal returns (uint256 p) {
        p = promises.length;
        Grant memory grant = makeGrant();
        grant.account = address(hostiles[_random(ACCOUNTS)]);
        grant.epoch = 0;
        grant.nonceKey = laneOf(uint32(p + 1));
        grant.maxGasWei = uint64(maxWei);
        grant.maxSpend = 0;
        grant.permissions = new Permission[](1);
        grant.permissions[0] = permit("play(uint256)");
        Promise storage made = promises.push();
        made.grant = abi.encode(grant);
        made.voucher = voucherFor(grant);
        promisedWei += maxWei;
    }

    /// @dev One that is valid now, with enough left for an operation of a few million gas at one gwei.
    function _pick() internal returns (uint256 p) {
        uint256 count = promises.length;
        p = count == 0 ? 0 : _random(count);
        if (count != 0 && _random(2) == 0 && _isGood(p)) return p;
        return _promise(_between(0.06 ether, 0.3 ether));
    }

    function _isGood(uint256 p) internal view returns (bool) {
        Promise storage made = promises[p];
        bool isSigned = made.isShown || made.voucher.generation == paymaster.generation();
        return
            isSigned && !made.isDenied && vm.getBlockTimestamp() <= made.voucher.validUntil && _leftOf(p) > 0.05 ether;
    }

    function _leftOf(uint256 p) internal view returns (uint256) {
        return promises[p].voucher.maxWei - promises[p].reservedWei;
    }

    function _grantOf(uint256 p) internal view returns (Grant memory) {
        return abi.decode(promises[p].grant, (Grant));
    }

    /// @dev Unsigned; with the voucher until it was shown.
    function _operation(uint256 p, uint256 way, uint256 callGas) internal view returns (PackedUserOperation memory op) {
        Grant memory grant = _grantOf(p);
        bytes memory callData = single(address(target), 0, abi.encodeCall(Target.play, (way)));
        op = _plain(grant.account, grant.nonceKey, callData, callGas);
        op.paymasterAndData = promises[p].isShown ? credited() : sponsored(promises[p].voucher, signerKey);
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

    /// @dev By the session key. Enabling and showing the voucher happen together.
    function _sign(uint256 p, PackedUserOperation memory op) internal view returns (PackedUserOperation memory) {
        Grant memory grant = _grantOf(p);
        return promises[p].isShown ? signUse(op, grant, hint(0)) : signFirst(op, grant, hint(0), 0, "");
    }

    /// @return refusal The EntryPoint's error, or nothing when the bundle was accepted and recorded.
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
                if (paidBy[i] != ONCE) _book(promises[paidBy[i]], maxCostOf(ops[i]), costWei);
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

    function _book(Promise storage made, uint256 maxCost, uint256 costWei) private {
        assertFalse(made.isDenied, "paid: it was not denied");
        made.isShown = true;
        made.reservedWei += maxCost;
        made.takenWei += costWei;
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
